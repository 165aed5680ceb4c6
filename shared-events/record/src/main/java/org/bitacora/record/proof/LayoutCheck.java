package org.bitacora.record.proof;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what does not belong to an export: other files, links, and directories with nothing in them. */
final class LayoutCheck extends SimpleFileVisitor<Path> {
    private final Path export;
    private final long size;
    private @Nullable String emptyDirectory;

    LayoutCheck(Path export, long size) {
        this.export = export;
        this.size = size;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String path = path(file);
        if (!attributes.isRegularFile() || !ExportLayout.expects(path, size)) {
            throw Fault.in(path, Fault.Kind.FILE_UNEXPECTED, "it does not belong to the export");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isEmpty()) {
                emptyDirectory = path(directory);
            }
        }
        return super.postVisitDirectory(directory, failure);
    }

    /** The last empty directory that was met; null if there is none. A file may be missing in it, which says more. */
    @Nullable
    String emptyDirectory() {
        return emptyDirectory;
    }

    private String path(Path file) {
        return export.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
