package dev.plumbline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the three modules to their layout: what may see what, and what things may be called. */
class ArchitectureTest {
    private static final String MONITOR = "dev.plumbline";
    private static final String POLICY = "dev.plumbline.policy..";
    private static final String FUNCTIONS = "dev.plumbline.functions..";
    private static final String CLI = "dev.plumbline.cli..";
    private static final String ADAPTERS = "dev.plumbline..azure..";
    private static final String[] CONCEPTS = {
        "dev.plumbline.change..", "dev.plumbline.estate..", "dev.plumbline.finding..", "dev.plumbline.remediation.."
    };

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.plumbline");

    private static final JavaClasses TESTS = new ClassFileImporter()
            .importPaths(Stream.of("policy", "monitor", "cli")
                    .map(module -> Path.of("..", module, "target", "test-classes"))
                    .toList());

    @Test
    void productOfEveryModuleIsSeen() {
        assertThat(List.of(MONITOR, "dev.plumbline.policy", "dev.plumbline.cli"))
                .allSatisfy(name -> assertThat(PRODUCT.containPackage(name)).isTrue());
        assertThat(TESTS.contain(ArchitectureTest.class)).isTrue();
    }

    @Test
    void azureStaysAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ADAPTERS, FUNCTIONS, "dev.plumbline.cli.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.azure..", "com.microsoft..")
                .because("Azure is behind ports: only adapters, entry points and the embedded Azure know its SDK")
                .check(PRODUCT);
    }

    @Test
    void policyLanguageNeedsJacksonAndNothingElse() {
        classes()
                .that()
                .resideInAPackage(POLICY)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(POLICY, "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(PRODUCT);
    }

    @Test
    void conceptsDoNotSeeTheMainStreet() {
        noClasses()
                .that()
                .resideInAnyPackage(CONCEPTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MONITOR, FUNCTIONS, CLI)
                .check(PRODUCT);
    }

    @Test
    void mainStreetDoesNotSeeItsCallers() {
        noClasses()
                .that()
                .resideInAPackage(MONITOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FUNCTIONS, CLI)
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage(FUNCTIONS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CLI)
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void adaptersAreChosenByEntryPointsOnly() {
        noClasses()
                .that(not(resideInAnyPackage(FUNCTIONS, CLI, ADAPTERS)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ADAPTERS)
                .check(PRODUCT);
    }

    @Test
    void conceptsFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("dev.plumbline.(change|estate|finding|remediation)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void namesSayTheDomain() {
        noClasses()
                .should()
                .haveNameMatching("(.*[.$])?(Abstract\\w+|\\w*(Utils?|Helper|Manager|Impl|Base))")
                .because("a type is named by what it is in the domain or by what makes it different")
                .check(PRODUCT);
    }

    @Test
    void recordsHaveNoGetters() {
        methods()
                .that()
                .areDeclaredInClassesThat(DescribedPredicate.describe(
                        "are records with names of their own", ArchitectureTest::isPlainRecord))
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(PRODUCT).extracting(JavaClass::getPackage).allSatisfy(ArchitectureTest::assertNullMarked);
    }

    @Test
    void timeAndChanceComeInFromOutside() {
        noClasses()
                .that(resideInAPackage("dev.plumbline..").and(not(resideInAnyPackage(FUNCTIONS, CLI))))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callConstructor(Random.class)
                .because("an evaluation with the same inputs gives the same answer")
                .check(PRODUCT);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should(ACCESS_STANDARD_STREAMS)
                .check(PRODUCT);
    }

    @Test
    void testsNeitherSleepNorRollUnseededDice() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .because("a test that waits is slow or flaky, and one that cannot be repeated proves nothing")
                .check(TESTS);
    }

    /** A record that implements an SDK's interface takes its names from there. */
    private static boolean isPlainRecord(JavaClass type) {
        return type.isRecord()
                && type.getAllRawInterfaces().stream().noneMatch(resideInAnyPackage("com.azure..", "com.microsoft.."));
    }

    private static void assertNullMarked(JavaPackage found) {
        assertThat(found.tryGetPackageInfo())
                .as("`%s`: expected a `package-info.java`", found.getName())
                .hasValueSatisfying(info -> assertThat(info.isAnnotatedWith(NullMarked.class))
                        .as("`%s`: expected `@NullMarked` on its `package-info.java`", found.getName())
                        .isTrue());
    }
}
