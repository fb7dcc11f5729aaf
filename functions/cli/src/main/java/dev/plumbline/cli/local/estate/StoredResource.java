package dev.plumbline.cli.local.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;

/**
 * One resource as the embedded Azure holds it.
 *
 * @param json the whole resource; it is shared, so nobody changes it: a write puts another in its place
 * @param etag the entity tag of this very state, quotes included
 */
public record StoredResource(ResourceId id, ObjectNode json, String etag) {}
