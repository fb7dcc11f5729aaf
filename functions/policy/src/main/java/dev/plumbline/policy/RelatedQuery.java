package dev.plumbline.policy;

import java.util.Optional;

/**
 * The lookup of related resources that an {@code auditIfNotExists} or {@code deployIfNotExists} rule asks for.
 *
 * <p>Where {@code type} is a child type of the resource, only the resource's own children are meant and neither scope
 * nor resource group applies.
 *
 * @param resource the resource that the rule matched
 * @param type the related type, as the definition spells it
 * @param name the related name; a last segment {@code ?} stands for all children of that parent; empty: any name
 * @param kind the related kind; empty: any
 * @param resourceGroupName the resource group to look in; empty: that of the resource
 * @param existenceScope how far to look
 */
public record RelatedQuery(
        PreparedResource resource,
        String type,
        Optional<String> name,
        Optional<String> kind,
        Optional<String> resourceGroupName,
        ExistenceScope existenceScope) {}
