package org.bitacora.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bitacora.query.members.MemberView;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.Sector;
import org.jspecify.annotations.Nullable;

/** Names for ids. A name is that of today at every moment of the past: what is erased now is erased everywhere. */
public final class People {
    private final Documents<MemberView> members;

    public People(Documents<MemberView> members) {
        this.members = members;
    }

    /**
     * A person as others mention them.
     *
     * @param name null for the system, and for whose name is not known
     * @param sector of that moment where it was recorded with the deed, else the present one; null for the system
     */
    public record Person(
            String id, @Nullable String name, @Nullable Sector sector) {
        /** Somebody of whom nothing is known. */
        public static Person unknown(String id) {
            return new Person(id, null, null);
        }

        public boolean system() {
            return id.equals(EventMetadata.SYSTEM);
        }
    }

    /** The persons with these ids, with their present sector; those that are not known are left out. */
    public Map<String, Person> named(Collection<String> ids) {
        Map<String, Person> persons = new HashMap<>();
        members.find(ids, new Moment.Now())
                .forEach((id, member) -> persons.put(id, new Person(id, member.name(), member.sector())));
        return persons;
    }
}
