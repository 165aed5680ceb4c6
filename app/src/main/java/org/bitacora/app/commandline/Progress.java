package org.bitacora.app.commandline;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how far long work has come, with its rate and the time left, on a terminal; says nothing in a pipe. */
final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    Progress(String task, long total) {
        bar = Terminal.isThere()
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .showSpeed()
                        .setUpdateIntervalMillis(200)
                        .build()
                : null;
    }

    void at(long done) {
        if (bar != null) bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
    }
}
