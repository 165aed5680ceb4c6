package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.bitacora.command.Command;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.DomainEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    @Test
    void noTextOfAPageAndNoMessageKeySaysAForbiddenWord() {
        for (Language language : Language.values()) {
            PageSources.messages(language).forEach((key, text) -> {
                assertThat(Vocabulary.forbiddenIn(key)).as(key).isEmpty();
                assertThat(Vocabulary.forbiddenIn(text)).as("%s=%s", key, text).isEmpty();
            });
        }
    }

    @Test
    void noPathOfATemplateOrOfAPageSaysAForbiddenWord() {
        PageSources.templates().forEach((path, source) -> {
            assertThat(Vocabulary.forbiddenIn(path)).as(path).isEmpty();
            assertThat(PageSources.addressesIn(source).stream()
                            .flatMap(address -> Vocabulary.forbiddenIn(address).stream()))
                    .as(path)
                    .isEmpty();
        });
    }

    @Test
    void noRecordOrEnumOfTheEventsAndCommandsSaysAForbiddenWordNorDoTheirFields() {
        JavaClasses types = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.bitacora.vocabulary", "org.bitacora.command");
        assertThat(types).as("the packages that are read").isNotEmpty();
        for (JavaClass type : types) {
            if (type.isAssignableTo(Command.class)
                    || type.isAssignableTo(DomainEvent.class)
                    || type.isAssignableTo(Coded.class)) {
                List<String> names = new ArrayList<>(List.of(type.getSimpleName()));
                type.getFields().stream()
                        .filter(field -> type.isEnum() || !field.getModifiers().contains(JavaModifier.STATIC))
                        .map(JavaField::getName)
                        .forEach(names::add);
                assertThat(names)
                        .as(type.getName())
                        .allSatisfy(
                                name -> assertThat(Vocabulary.forbiddenIn(name)).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Aceptar",
                "Acuerdos",
                "Lectura y aprobación de la minuta",
                "Hubo un fallo",
                "ProposalApproved",
                "proposal.decided-on",
                "VoteCast",
                "MotionFiled",
                "no autorizado",
                "la mayoría",
                "Electo",
                "ganadora",
                "Sí procede",
                "SCORE",
                "by consensus",
                "Se llegó a un acuerdo",
                "quórum",
                "MembershipRejected",
                "RankedBallot",
                "HTTPVote",
                "elegidas"
            })
    void theseAreRefused(String said) {
        assertThat(Vocabulary.forbiddenIn(said)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correo electrónico",
                "available",
                "Guardar",
                "Enviar",
                "Continuar",
                "Temas tratados",
                "Posturas expresadas",
                "Tareas ofrecidas",
                "Comentarios a la minuta",
                "El error es nuestro",
                "Estamos de acuerdo en no estar de acuerdo.",
                "AgreedToDisagree",
                "Espacio neutral, no vinculante ni resolutivo.",
                "no busca conclusiones, consensos o decisiones",
                "We agree to disagree.",
                "promoción",
                "emotion",
                "devoto",
                "frank",
                "escore",
                "Elija uno",
                "por ahora no"
            })
    void thesePass(String said) {
        assertThat(Vocabulary.forbiddenIn(said)).isEmpty();
    }
}
