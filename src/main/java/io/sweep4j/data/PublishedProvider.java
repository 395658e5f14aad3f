package io.sweep4j.data;

import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * MNIST and what has its shape. The files, gzipped or plain, are taken from the user's data folder; if that has no
 * folder of the dataset's name, from the cache, where missing ones are downloaded to. Every file is checked against the
 * published checksum at every load, with one exception: Fashion-MNIST's checksums are of the gzipped files, so of its
 * plain files only the structure and the range of the labels are checked.
 */
final class PublishedProvider implements DatasetProvider {
    private final PublishedDataset published;
    private final DataFolders folders;
    private final Downloader downloader;

    PublishedProvider(PublishedDataset published, DataFolders folders, Downloader downloader) {
        this.published = published;
        this.folders = folders;
        this.downloader = downloader;
    }

    @Override
    public DatasetStatus status() {
        Path folder = folder();
        List<String> missing = published.files().stream()
                .filter(file -> find(folder, file).isEmpty())
                .map(PublishedFile::name)
                .toList();
        String where = missing.isEmpty() ? folder.toString() : "not yet in " + folder;
        return new DatasetStatus(published.kind(), published.description(), missing.isEmpty(), true, where);
    }

    @Override
    public DatasetInfo describe(DatasetSpec spec) throws DatasetOptionException {
        SplitSizes sizes = Counts.ofFiles(
                spec,
                name(),
                published.trainImages().items(),
                published.testImages().items(),
                published.kind().fullSizes().orElseThrow());
        String fingerprint = IdxProvider.fingerprint(
                sizes,
                published.trainImages().hash(),
                published.trainLabels().hash(),
                published.testImages().hash(),
                published.testLabels().hash());
        return new DatasetInfo(
                name(), fingerprint, PublishedFile.SIDE * PublishedFile.SIDE, PublishedFile.CLASSES, sizes);
    }

    @Override
    public Dataset load(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        DatasetInfo info = describe(spec);
        IdxSamples train = samples(published.trainImages(), published.trainLabels());
        IdxSamples test = samples(published.testImages(), published.testLabels());
        return IdxProvider.dataset(info, train, test);
    }

    @Override
    public Path fetch() throws DatasetException {
        for (PublishedFile file : published.files()) {
            IdxFile read = file.read(locate(file));
            checkLabels(file, read);
        }
        return folder();
    }

    private IdxSamples samples(PublishedFile images, PublishedFile labels) throws DatasetException {
        IdxSamples samples = IdxSamples.of(images.read(locate(images)), labels.read(locate(labels)));
        checkLabels(labels, samples.labels());
        return samples;
    }

    private static void checkLabels(PublishedFile published, IdxFile file) throws DatasetException {
        if (published.kind() != IdxFile.Kind.LABELS) {
            return;
        }
        for (int i = 0; i < file.items(); i++) {
            if (file.value(i) >= PublishedFile.CLASSES) {
                throw new DatasetException(file.path() + ": label " + file.value(i) + " of sample " + i
                        + " is not from 0 to " + (PublishedFile.CLASSES - 1));
            }
        }
    }

    /** Where a file is, once it is there. */
    private Path locate(PublishedFile file) throws DatasetException {
        Optional<Path> own = folders.own(name());
        Path folder = own.orElse(folders.cached(name()));
        Optional<Path> there = find(folder, file);
        if (there.isPresent()) {
            return there.get();
        }
        if (own.isPresent()) {
            throw new DatasetException(folder + " lacks " + file.name() + " (or, unpacked, " + file.plainName()
                    + "); add it, or leave " + folder.getFileName() + " out of the data folder to have it downloaded");
        }
        Path target = folder.resolve(file.name());
        List<URI> sources = published.mirrors().stream()
                .map(mirror -> mirror.resolve(file.name()))
                .toList();
        downloader.fetch(sources, target, part -> checkLabels(file, file.read(part)), byHand(folder));
        return target;
    }

    private String byHand(Path folder) {
        String names = published.files().stream().map(PublishedFile::name).collect(Collectors.joining(", "));
        String lacking = folders.lacks(name()) ? "(" + folders.dataDir() + " holds no " + name() + "/.) " : "";
        return lacking + "To put the files there by hand: get " + names + ", and place them in " + folder
                + ", or in a folder named " + name() + " within the folder given with --data-dir.";
    }

    private static Optional<Path> find(Path folder, PublishedFile file) {
        return Stream.of(file.name(), file.plainName())
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    private Path folder() {
        return folders.own(name()).orElse(folders.cached(name()));
    }

    private String name() {
        return published.kind().yaml();
    }
}
