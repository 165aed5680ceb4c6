package org.bitacora.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.bitacora.vocabulary.DomainEvent;
import org.jspecify.annotations.NullMarked;

/** The walls of the house. */
@AnalyzeClasses(packages = "org.bitacora", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theTwoSidesNeverMeet = noClasses()
            .that()
            .resideInAPackage("org.bitacora.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bitacora.query..", "org.bitacora.app..");

    @ArchTest
    static final ArchRule theQuerySideKnowsNoCommands = noClasses()
            .that()
            .resideInAPackage("org.bitacora.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bitacora.command..", "org.bitacora.app..");

    @ArchTest
    static final ArchRule eventsKnowNeitherSpringNorAxonNorStorage = noClasses()
            .that()
            .resideInAPackage("org.bitacora.vocabulary..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "org.axonframework..", "com.mongodb..", "org.bitacora.record..");

    @ArchTest
    static final ArchRule theRecordKnowsNobodyWhoUsesIt = noClasses()
            .that()
            .resideInAnyPackage("org.bitacora.record..", "org.bitacora.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bitacora.command..", "org.bitacora.query..", "org.bitacora.app..");

    @ArchTest
    static final ArchRule theEmbeddedServerKnowsNothingOfTheGroup = noClasses()
            .that()
            .resideInAPackage("org.bitacora.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bitacora.vocabulary..", "org.bitacora.record..");

    @ArchTest
    static final ArchRule proofsNeedNoDatabase = noClasses()
            .that()
            .resideInAPackage("org.bitacora.record.proof..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..", "org.axonframework..", "org.bitacora.vocabulary..");

    @ArchTest
    static final ArchRule onlyTheAdapterAndTheDeskTouchAxon = noClasses()
            .that()
            .resideInAPackage("org.bitacora..")
            .and()
            .resideOutsideOfPackages("org.bitacora.record.axon..", "org.bitacora.command")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule sliceOfDecisionsUseEachOthersEventsNeverTheirInsides = slices().matching(
                    "org.bitacora.command.(suggestions|membership|meetings|discussion|charter)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.describe(
                            "an automation", c -> c.getSimpleName().startsWith("When")),
                    DescribedPredicate.alwaysTrue());

    @ArchTest
    static final ArchRule eventsAreRecords = classes()
            .that()
            .implement(DomainEvent.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        all.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(name -> name.getName().startsWith("org.bitacora")
                        && !name.getClasses().isEmpty())
                .forEach(name -> assertThat(name.tryGetAnnotationOfType(NullMarked.class))
                        .as(name.getName())
                        .isPresent());
    }
}
