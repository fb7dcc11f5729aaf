package dev.plumbline.cli.export;

import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.ApiVersions;
import java.util.List;
import java.util.Set;

/** What types say about whom a definition can concern once Azure evaluates it for everything that a company has. */
final class WorkloadTypes {
    private static final List<String> OWN =
            List.of("microsoft.cognitiveservices/", "microsoft.machinelearningservices/");
    private static final ApiVersions VERSIONS = ApiVersions.bundled();

    private WorkloadTypes() {}

    /** Whether resources of these types, in lower case, belong to AI workloads and nobody else. */
    static boolean own(Set<String> types) {
        return !types.isEmpty() && types.stream().allMatch(type -> OWN.stream().anyMatch(type::startsWith));
    }

    /** Whether every resource of these types, in lower case, can carry tags; a type that nothing is known about cannot. */
    static boolean tagged(Set<String> types) {
        return !types.isEmpty()
                && types.stream()
                        .allMatch(type -> VERSIONS.of(type)
                                .flatMap(version -> TypeData.bundled().find(type, version))
                                .map(data -> data.has("tags"))
                                .orElse(false));
    }
}
