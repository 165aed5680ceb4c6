package org.bitacora.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which fields of a document an answer has: some, or all but some. Other kinds of projection are refused by name. */
final class Projection {
    /** The paths named, as a tree; a path that is named as a whole has no branches. */
    private record Branch(Map<String, Branch> branches) {
        boolean isWhole() {
            return branches.isEmpty();
        }
    }

    private final Branch named = new Branch(new TreeMap<>());
    private final boolean inclusion;
    private final boolean idsSuffice;

    Projection(@Nullable Document requested) {
        Document fields = requested == null ? new Document() : requested;
        Boolean including = null;
        boolean withId = true;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            boolean wanted = isWanted(field.getKey(), field.getValue());
            if (field.getKey().equals("_id")) {
                withId = wanted;
            } else if (including != null && including != wanted) {
                throw new MongoServerError(
                        31253, "Location31253", "a projection cannot both include and exclude: " + field.getKey());
            } else {
                including = wanted;
                add(field.getKey());
            }
        }
        inclusion = including != null ? including : fields.containsKey("_id") && withId;
        if ((inclusion == withId && fields.containsKey("_id")) || (inclusion && withId)) {
            add("_id");
        }
        idsSuffice = inclusion && named.branches.keySet().equals(Set.of("_id"));
    }

    private static boolean isWanted(String path, @Nullable Object value) {
        if (path.contains("$") || !(value instanceof Number || value instanceof Boolean)) {
            throw Refusal.notSupported("the projection " + path + ": " + value);
        }
        return Index.isTrue(value);
    }

    private void add(String path) {
        Branch at = named;
        for (String fragment : Paths.split(path)) {
            at = at.branches.computeIfAbsent(fragment, unseen -> new Branch(new TreeMap<>()));
        }
    }

    /** Whether the answer has nothing but {@code _id}. */
    boolean idsSuffice() {
        return idsSuffice;
    }

    Document apply(Document document) {
        if (named.isWhole()) {
            return document;
        }
        return inclusion ? included(document, named) : excluded(document, named);
    }

    private static Document included(Document document, Branch branch) {
        Document part = new Document();
        document.forEach((field, value) -> {
            Branch next = branch.branches.get(field);
            if (next != null && next.isWhole()) {
                part.put(field, value);
            } else if (next != null && value instanceof Document embedded) {
                part.put(field, included(embedded, next));
            } else if (next != null && value instanceof Collection<?> elements) {
                part.put(field, included(elements, next));
            }
        });
        return part;
    }

    private static List<Object> included(Collection<?> elements, Branch branch) {
        List<Object> parts = new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof Document embedded) {
                parts.add(included(embedded, branch));
            } else if (element instanceof Collection<?> nested) {
                parts.add(included(nested, branch));
            }
        }
        return parts;
    }

    private static Document excluded(Document document, Branch branch) {
        Document part = new Document();
        document.forEach((field, value) -> {
            Branch next = branch.branches.get(field);
            if (next == null) {
                part.put(field, value);
            } else if (!next.isWhole()) {
                part.put(field, excludedWithin(value, next));
            }
        });
        return part;
    }

    private static @Nullable Object excludedWithin(@Nullable Object value, Branch branch) {
        return switch (value) {
            case Document embedded -> excluded(embedded, branch);
            case Collection<?> elements -> {
                List<@Nullable Object> parts = new ArrayList<>();
                elements.forEach(element -> parts.add(excludedWithin(element, branch)));
                yield parts;
            }
            case null, default -> value;
        };
    }
}
