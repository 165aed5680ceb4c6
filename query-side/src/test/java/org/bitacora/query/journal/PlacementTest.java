package org.bitacora.query.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Json;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event that can be recorded has its place: a slice that was forgotten stops the build, not the journal. */
class PlacementTest {
    /** Texts that are no ids of things that people write in. */
    private static final Set<String> NO_THINGS = Set.of(
            "title",
            "body",
            "note",
            "reason",
            "reply",
            "text",
            "place",
            "link",
            "name",
            "organisation",
            "source",
            "key",
            "value",
            "correctionNote",
            "memberId",
            "authorId",
            "wordedBy",
            "subjectId");

    static Collection<Class<? extends DomainEvent>> events() {
        return new EventCodec(Json.mapper()).events().values();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventHasAPlaceThatAccountsForEveryThingItNames(Class<? extends DomainEvent> type) throws Exception {
        Set<String> ids = new TreeSet<>();
        DomainEvent event = type.cast(sample(type, ids));
        Placement placement = Placement.of(event);
        assertThat(placement.kind()).isNotBlank();
        if (placement.readableBy() == Visibility.MEMBERS) return;
        Set<String> accounted = new TreeSet<>();
        Stream.concat(placement.things().stream(), placement.named().stream())
                .map(Tag::value)
                .forEach(accounted::add);
        assertThat(accounted).isEqualTo(ids);
    }

    /** A record whose texts are all different; those that are ids of things are added to {@code ids}. */
    private static Object sample(Class<?> type, Set<String> ids) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.add(value(component.getName(), component.getGenericType(), ids));
        }
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        return constructor.newInstance(values.toArray());
    }

    private static Object value(String name, Type type, Set<String> ids) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list) {
            return List.of(value(name, list.getActualTypeArguments()[0], ids));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            String text = "text" + ids.size() + name;
            if (!NO_THINGS.contains(name)) ids.add(text);
            return text;
        }
        if (plain == Boolean.class || plain == boolean.class) return true;
        if (plain == Integer.class || plain == int.class) return 1;
        if (plain == Instant.class) return Instant.EPOCH;
        if (plain == LocalDate.class) return LocalDate.EPOCH;
        if (plain == VagueDate.class) return VagueDate.of(LocalDate.EPOCH);
        if (plain == Visibility.class) return Visibility.PUBLIC;
        if (plain.isEnum()) return plain.getEnumConstants()[0];
        if (plain.isRecord()) return sample(plain, ids);
        return fail("no sample of " + plain);
    }
}
