package io.sweep4j.data;

import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file being downloaded, to which one HTTP response is written. Thread-safe. Once closed, nothing
 * more is written, however late the response's bytes come.
 */
final class PartFile implements BodyHandler<Long>, BodySubscriber<Long>, Closeable {

    /** What is there, or what the server makes of it, can't become the file: delete it and start over. */
    static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }
    }

    private final FileChannel channel;
    private final long start;
    private final long most;
    private final CompletableFuture<Long> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long size;
    private long total = -1;

    /** @param most bytes the file may have */
    PartFile(Path path, long most) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.start = channel.size();
        this.size = start;
        this.most = most;
    }

    /** Bytes that were there before this response. */
    long start() {
        return start;
    }

    /** Bytes that are there now. */
    synchronized long size() {
        return size;
    }

    /** Bytes of the whole file, -1 while unknown. */
    synchronized long total() {
        return total;
    }

    @Override
    public synchronized BodySubscriber<Long> apply(ResponseInfo response) {
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        try {
            switch (response.statusCode()) {
                case 200 -> {
                    channel.truncate(0);
                    size = 0;
                }
                case 206 -> {
                    String range =
                            response.headers().firstValue("Content-Range").orElse("none");
                    if (!range.startsWith("bytes " + start + "-")) {
                        throw new UnusableException("asked for bytes from " + start + " on, sent range " + range);
                    }
                    channel.position(start);
                }
                case 416 -> throw new UnusableException("HTTP 416: has no bytes from " + start + " on");
                default -> throw new IOException("HTTP " + response.statusCode());
            }
            total = length < 0 ? -1 : size + length;
            checkSize(total);
        } catch (IOException e) {
            body.completeExceptionally(e);
        }
        return this;
    }

    private void checkSize(long bytes) throws UnusableException {
        if (bytes > most) {
            throw new UnusableException("sends more than the " + most + " bytes that the file may have");
        }
    }

    @Override
    public CompletionStage<Long> getBody() {
        return body;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (body.isDone()) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        if (subscription == null || body.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                checkSize(size + buffer.remaining());
                while (buffer.hasRemaining()) {
                    size += channel.write(buffer);
                }
            }
            subscription.request(1);
        } catch (IOException e) {
            body.completeExceptionally(e);
            subscription.cancel();
        }
    }

    @Override
    public synchronized void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public synchronized void onComplete() {
        if (body.isDone()) {
            return;
        }
        try {
            channel.force(true);
            body.complete(size);
        } catch (IOException e) {
            body.completeExceptionally(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (body.completeExceptionally(new IOException("given up")) && subscription != null) {
            subscription.cancel();
        }
        channel.close();
    }
}
