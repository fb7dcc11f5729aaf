package dev.plumbline.finding.azure;

import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.azure.TablesLedger.Pointers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What pointed to the versions that this instance read or wrote last: saves a read before most writes. */
final class Recent {
    private static final int MOST = 512;

    private final Map<Version, Pointers> versions = new LinkedHashMap<>();

    synchronized void remember(ResourceId id, String tag, Pointers pointers) {
        Version version = new Version(id.key(), tag);
        versions.remove(version);
        versions.put(version, pointers);
        if (versions.size() > MOST) {
            versions.remove(versions.keySet().iterator().next());
        }
    }

    synchronized Optional<Pointers> of(ResourceId id, String tag) {
        return Optional.ofNullable(versions.get(new Version(id.key(), tag)));
    }

    /** Tags are made of times: two rows may well have the same. */
    private record Version(String id, String tag) {}
}
