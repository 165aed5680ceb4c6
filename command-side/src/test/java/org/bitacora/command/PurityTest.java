package org.bitacora.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.bitacora.vocabulary.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides or folds knows no clock and no chance, and reaches nothing outside: time, ids and events arrive in the arguments. */
class PurityTest {
    private static final DescribedPredicate<JavaClass> DECIDES_OR_FOLDS = DescribedPredicate.describe(
            "decide or fold",
            type -> type.getMethods().stream()
                    .anyMatch(method -> Set.of("decide", "evolve").contains(method.getName())));

    private static final ArchRule NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that(DECIDES_OR_FOLDS)
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "asks a clock or chance",
                    call -> Set.of(
                                            "now",
                                            "randomUUID",
                                            "fresh",
                                            "currentTimeMillis",
                                            "nanoTime",
                                            "random",
                                            "instant",
                                            "millis")
                                    .contains(call.getName())
                            && !call.getTargetOwner().isEquivalentTo(Actor.class)));

    private static final ArchRule NOTHING_OUTSIDE = noClasses()
            .that(DECIDES_OR_FOLDS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.util.concurrent..",
                    "java.util.logging..",
                    "java.util.random..",
                    "com.mongodb..",
                    "org.axonframework..",
                    "org.slf4j..",
                    "org.springframework..",
                    "tools.jackson.databind..");

    @Test
    void theDecisionsAreLookedAt() {
        assertThat(house().stream().filter(DECIDES_OR_FOLDS)).hasSizeGreaterThan(20);
    }

    @Test
    void noneAsksAClockOrChance() {
        NO_CLOCK_AND_NO_CHANCE.check(house());
    }

    @Test
    void noneReachesOutside() {
        NOTHING_OUTSIDE.check(house());
    }

    @ParameterizedTest
    @ValueSource(classes = {AsksAClock.class, AsksChance.class})
    void oneThatDidSoWouldBeFound(Class<?> impure) {
        assertThat(NO_CLOCK_AND_NO_CHANCE.evaluate(only(impure)).hasViolation()).isTrue();
    }

    @Test
    void oneThatReachedOutsideWouldBeFound() {
        assertThat(NOTHING_OUTSIDE.evaluate(only(Reads.class)).hasViolation()).isTrue();
    }

    private static JavaClasses house() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.bitacora.command");
    }

    private static JavaClasses only(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    record AsksAClock(LocalDate day) {
        AsksAClock evolve(Recorded recorded) {
            return new AsksAClock(LocalDate.ofInstant(Instant.now(), Given.ZONE));
        }
    }

    record AsksChance(String id) {
        AsksChance evolve(Recorded recorded) {
            return new AsksChance(UUID.randomUUID().toString());
        }
    }

    record Reads(long length) {
        Reads evolve(Recorded recorded) {
            return new Reads(new File(recorded.id()).length());
        }
    }
}
