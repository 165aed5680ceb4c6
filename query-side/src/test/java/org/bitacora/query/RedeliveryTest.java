package org.bitacora.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionAcknowledged;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionMerged;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedeliveryTest {
    private FilledViews views;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        views = new FilledViews(directory);
    }

    @AfterEach
    void close() throws Exception {
        views.close();
    }

    private static Facts history() {
        return new Facts()
                .submitted("a", Visibility.PUBLIC)
                .submitted("b", Visibility.PUBLIC)
                .add(new SuggestionAcknowledged("a", "read"))
                .changed(ThreadKind.SUGGESTION, "a", Visibility.MEMBERS)
                .add(new SuggestionMerged("a", "b", "the same"))
                .changed(ThreadKind.SUGGESTION, "a", Visibility.PUBLIC)
                .changed(ThreadKind.SUGGESTION, "b", Visibility.MEMBERS);
    }

    @Test
    void whatIsDeliveredTwiceCountsOnce() {
        List<Fact> facts = history().all();
        Map<String, String> once = views.apply(facts).contents();
        assertThat(once).isNotEmpty();
        assertThat(views.apply(facts).contents()).isEqualTo(once);
    }

    @Test
    void aBatchWhosePositionWasNotSavedComesAgainWithMore() {
        List<Fact> facts = history().all();
        for (int end = 1; end < facts.size(); end++) views.apply(facts.subList(0, end));
        Map<String, String> broken = views.apply(facts).contents();
        views.database.listCollectionNames().forEach(name -> {
            if (name.startsWith("view_")) views.database.getCollection(name).drop();
        });
        assertThat(views.apply(facts).contents()).isEqualTo(broken);
    }

    @Test
    void whoWakesTooLateDoesNotPutBackAnOlderDocument() {
        Build build = views.runner.build("suggestions");
        build.writeNewer("suggestions", List.of(document(5, "new"), new Document("_id", "b").append("at", 5L)));
        build.writeNewer("suggestions", List.of(document(3, "old"), new Document("_id", "c").append("at", 3L)));
        assertThat(build.collection("suggestions").find(new Document("_id", "a")))
                .first()
                .isEqualTo(document(5, "new"));
        assertThat(build.collection("suggestions").find(new Document("_id", "c")))
                .hasSize(1);
        build.writeNewer("suggestions", List.of(document(6, "newer")));
        assertThat(build.collection("suggestions").find(new Document("_id", "a")))
                .first()
                .isEqualTo(document(6, "newer"));
    }

    private static Document document(long at, String json) {
        return new Document("_id", "a").append("at", at).append("json", json);
    }
}
