package dev.plumbline.cli.local.arm;

import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Management locks, which hold on a scope and everything below it. */
record Locks(EstateStore store) {
    private static final String TYPE = "Microsoft.Authorization/locks";

    /** Refuses a change to what a read-only lock holds. */
    void checkWrite(ResourceId id, String operation) {
        check(
                id,
                operation,
                above(id).stream().filter(lock -> level(lock, "ReadOnly")).toList());
    }

    /** Refuses a deletion of what any lock holds, or of what holds something that is locked. */
    void checkDelete(ResourceId id) {
        List<StoredResource> found = new ArrayList<>(above(id));
        for (StoredResource below : store.ofType(id, TYPE)) {
            if (below.id().scope().filter(id::equals).isEmpty()) {
                found.add(below);
            }
        }
        check(
                id,
                "delete",
                found.stream()
                        .filter(lock -> level(lock, "ReadOnly") || level(lock, "CanNotDelete"))
                        .toList());
    }

    private static void check(ResourceId id, String operation, List<StoredResource> locks) {
        if (locks.isEmpty() || id.type().equalsIgnoreCase(TYPE)) {
            return;
        }
        String scopes = String.join(
                "','",
                locks.stream()
                        .map(lock -> lock.id().scope().map(ResourceId::toString).orElse("/"))
                        .distinct()
                        .limit(5)
                        .toList());
        throw new Refusal(
                409,
                "ScopeLocked",
                "The scope '" + id + "' cannot perform " + operation
                        + " operation because following scope(s) are locked: '" + scopes
                        + "'. Please remove the lock and try again.");
    }

    private List<StoredResource> above(ResourceId id) {
        List<StoredResource> found = new ArrayList<>();
        Optional<ResourceId> scope = Optional.of(id);
        while (scope.isPresent()) {
            found.addAll(store.children(scope.get(), TYPE));
            scope = scope.get().parent();
        }
        return found;
    }

    private static boolean level(StoredResource lock, String level) {
        return Members.text(lock.json(), "properties", "level")
                .filter(level::equalsIgnoreCase)
                .isPresent();
    }
}
