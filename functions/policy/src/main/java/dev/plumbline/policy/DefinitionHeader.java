package dev.plumbline.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a definition says about itself. */
record DefinitionHeader(
        String where,
        String id,
        String name,
        String displayName,
        String description,
        String version,
        Mode mode,
        PolicyType policyType,
        DefinitionScope scope,
        ObjectNode metadata) {}
