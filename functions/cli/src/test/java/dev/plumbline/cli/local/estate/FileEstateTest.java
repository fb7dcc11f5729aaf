package dev.plumbline.cli.local.estate;

import dev.plumbline.cli.local.arm.EmbeddedArm;
import dev.plumbline.estate.ApiVersions;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.Scope;
import java.util.Set;

/** The estate read straight from the file. */
class FileEstateTest implements EstateContract {
    @Override
    public Estate estate(String... notExported) {
        return new FileEstate(
                EstateContract.store(notExported),
                Scope.of(Set.of(SUBSCRIPTION)),
                ApiVersions.bundled()::of,
                () -> EmbeddedArm.NOW);
    }
}
