package dev.plumbline.estate;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing over whole subscriptions.
 *
 * @param resources the resources, with all the JSON that the listing gives
 * @param next the token of the next page; absent on the last
 */
public record GraphPage(List<Resource> resources, Optional<String> next) {
    public GraphPage {
        resources = List.copyOf(resources);
    }
}
