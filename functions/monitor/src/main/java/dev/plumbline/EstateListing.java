package dev.plumbline;

import dev.plumbline.change.AffectedResources;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds affected resources by listing them; what cannot be listed is left to the sweep. */
final class EstateListing implements AffectedResources.Listing {
    private final Supplier<? extends Estate> estate;
    private final Scope scope;

    /** Lists in an estate, which is asked for anew each time. */
    EstateListing(Supplier<? extends Estate> estate, Scope scope) {
        this.estate = estate;
        this.scope = scope;
    }

    @Override
    public List<ResourceId> children(ResourceId parent, String type) {
        return scope.contains(parent) ? ids(estate.get().children(parent, type)) : List.of();
    }

    @Override
    public List<ResourceId> list(String subscriptionId, String type) {
        return scope.contains(subscriptionId)
                ? ids(estate.get().list(subscriptionId, Optional.empty(), type))
                : List.of();
    }

    @Override
    public List<ResourceId> everywhere(String type) {
        return scope.subscriptions().stream()
                .sorted()
                .flatMap(subscription -> list(subscription, type).stream())
                .toList();
    }

    private static List<ResourceId> ids(Reading<List<Resource>> reading) {
        return reading instanceof Reading.Present<List<Resource>> present
                ? present.value().stream().map(Resource::id).toList()
                : List.of();
    }
}
