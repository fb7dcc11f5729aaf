package dev.plumbline;

import dev.plumbline.estate.ResourceId;
import java.util.List;

/** A street for tests of other packages. */
public final class StreetAccess {
    private final Street street = new Street().furnished();

    /** Its monitor. */
    public Monitor monitor() {
        return street.monitor;
    }

    /** Somebody opens public access; the event that tells of it. */
    public String publicAccessOpened() {
        street.account("Enabled", true);
        return street.event(Street.ACCOUNT, "write", "alice");
    }

    /** The next read of the account fails for now. */
    public void failOnce() {
        street.estate.failing.put(ResourceId.parse(Street.ACCOUNT), 1);
    }

    /** What was published, in short. */
    public List<String> published() {
        return street.sink.taken().stream().map(Street::brief).toList();
    }
}
