package dev.plumbline.estate;

/**
 * One resource refers to another.
 *
 * @param from the resource whose JSON, or whose id, holds the reference
 * @param to what it refers to; a host name stands as {@code /hosts/<name>}
 * @param kind what sort of reference
 * @param path where it was found, such as {@code properties.networkAcls.virtualNetworkRules[0].id}
 */
public record Edge(ResourceId from, ResourceId to, Kind kind, String path) {
    /** What sort of reference an edge is; it decides in which direction a workload is followed along it. */
    public enum Kind {
        /** An id, or the address of a vault, in the resource's JSON. */
        REFERENCE("reference"),
        /** A private endpoint and what it leads to. */
        TARGET("target"),
        /** A setting or an assignment and what it is set on. */
        SCOPE("scope"),
        /** A gateway and the address behind it. */
        BACKEND("backend"),
        /** A child and its parent. */
        PARENT("parent"),
        /** A resource and the host name that it answers at. */
        ADDRESS("address"),
        /** An assignment of a role for pulling images and the principal, as a host name, that holds it. */
        GRANT("grant"),
        /** A resource of a workload's type and the kind, as a host name, that makes it none. */
        OTHER_KIND("otherKind");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The name it is stored under. */
        public String wireName() {
            return wireName;
        }

        /** The kind of that name; a plain reference for a name that is not known. */
        public static Kind of(String wireName) {
            for (Kind kind : values()) {
                if (kind.wireName.equals(wireName)) {
                    return kind;
                }
            }
            return REFERENCE;
        }
    }
}
