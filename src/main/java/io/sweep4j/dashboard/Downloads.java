package io.sweep4j.dashboard;

import io.sweep4j.report.Comparison;
import io.sweep4j.report.ReportFile;
import io.sweep4j.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Reports as files to keep, rendered on request, one at a time. Thread-safe. */
final class Downloads {
    private final Semaphore free = new Semaphore(1);

    /** The report's file, or a ZIP of them where the format has several. */
    Answer of(String sweep, Comparison comparison, ReportFormat format) {
        if (!free.tryAcquire()) {
            throw new BusyException("another report is being written: try again in a moment");
        }
        try {
            List<ReportFile> files = format.render(comparison);
            ReportFile main = files.get(0);
            return files.size() == 1
                    ? Answer.file(sweep + "-" + main.name(), type(main.name()), utf8(main.text()))
                    : Answer.file(sweep + "-" + format.name() + ".zip", "application/zip", zip(files));
        } finally {
            free.release();
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "json" -> "application/json; charset=utf-8";
            case "csv" -> "text/csv; charset=utf-8";
            default -> "text/plain; charset=utf-8";
        };
    }

    private static byte[] zip(List<ReportFile> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (ReportFile file : files) {
                zip.putNextEntry(new ZipEntry(file.name()));
                zip.write(utf8(file.text()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
