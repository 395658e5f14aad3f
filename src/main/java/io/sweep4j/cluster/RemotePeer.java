package io.sweep4j.cluster;

import io.sweep4j.isolation.Peer;
import java.io.IOException;
import java.net.Socket;

/** A process of a cluster that came to train. */
final class RemotePeer extends Peer {
    private final Socket socket;
    private final String name;

    /** @param name what it calls itself, for people */
    RemotePeer(Socket socket, String name) throws IOException {
        super(socket.getInputStream(), socket.getOutputStream(), "sweep4j-" + name);
        this.socket = socket;
        this.name = name;
    }

    String name() {
        return name;
    }

    @Override
    protected String farewell() {
        return "the connection to " + name + " broke off";
    }

    @Override
    protected void end() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone all the same.
        }
    }
}
