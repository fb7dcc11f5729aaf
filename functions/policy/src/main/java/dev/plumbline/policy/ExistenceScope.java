package dev.plumbline.policy;

/** How far the lookup of {@code auditIfNotExists} and {@code deployIfNotExists} goes for types that are no children. */
public enum ExistenceScope {
    /** The named resource group, or else that of the resource. */
    RESOURCE_GROUP,
    /** The whole subscription. */
    SUBSCRIPTION
}
