package dev.plumbline.cli.local;

/**
 * One service of the embedded Azure, whatever transport its calls come by.
 *
 * <p>Thread-safe. A service that throws {@link java.io.UncheckedIOException} drops the connection: the client sees a
 * failure of the network and no answer.
 */
public interface LocalService {
    /** Whether a call is this service's to answer. The first service that says so gets it. */
    boolean serves(HttpCall call);

    /** The answer to a call that this service serves. Never null; what is wrong with the call is an answer too. */
    HttpAnswer answer(HttpCall call);
}
