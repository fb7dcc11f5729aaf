package dev.plumbline.policy;

/** How far the lookup of {@code auditIfNotExists} and {@code deployIfNotExists} goes for types that are no children. */
public enum ExistenceScope {
    /** The named resource group, or else that of the resource. */
    RESOURCE_GROUP("ResourceGroup"),
    /** The whole subscription. */
    SUBSCRIPTION("Subscription");

    private final String wire;

    ExistenceScope(String wire) {
        this.wire = wire;
    }

    /** The scope of this name, ignoring case; the resource group for any other. */
    static ExistenceScope named(String name) {
        return name.equalsIgnoreCase(SUBSCRIPTION.wire) ? SUBSCRIPTION : RESOURCE_GROUP;
    }

    /** The name in a definition. */
    String wireName() {
        return wire;
    }
}
