package org.bitacora.app.accounts;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.bson.Document;

/** The services over a database of their own, with a clock that the test moves and bits that are the same in each run. */
final class AccountsFixture {
    static final String ANA = "01jn0000000000000000000ana";
    static final String BETO = "01jn000000000000000000bet0";

    final MongoDatabase database = TestMongo.freshDatabase();
    final AdjustableClock clock = new AdjustableClock();
    final RandomGenerator random = new Random(20260302);
    final OneTimeLinks links = new OneTimeLinks(database, clock, random);
    final Sessions sessions = new Sessions(database, clock, random);
    final BearerTokens tokens = new BearerTokens(database, clock, random);
    final Accounts accounts = new Accounts(database, clock, links, sessions, tokens);

    /** Everything that is stored, as text. */
    String stored() {
        StringBuilder text = new StringBuilder();
        for (String name : database.listCollectionNames()) {
            for (Document document : database.getCollection(name).find()) {
                text.append(document.toJson()).append('\n');
            }
        }
        return text.toString();
    }

    /** Runs the same thing on this many threads, which all start at one moment. */
    static <T> List<T> atOnce(int threads, Callable<T> task) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(threads);
        List<T> results = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return task.call();
                }));
            }
            for (Future<T> future : running) {
                results.add(future.get());
            }
        }
        return results;
    }
}
