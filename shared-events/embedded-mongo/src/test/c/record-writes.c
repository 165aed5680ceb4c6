/*
 * Records what a process does to the files of one directory, so that a test can work out what would be left of them had
 * the power failed at any moment. Preloaded (LD_PRELOAD); RECORD_DIRECTORY names the directory, RECORD_TRACE the file
 * that the record is appended to.
 *
 * A record is: operation (1 byte), file number (4), two numbers (8 each), length (4), bytes; little-endian.
 *   o  file opened for writing        first number: 1 if it was created; bytes: its name
 *   w  written                        first number: offset; bytes: the data
 *   t  cut or extended                first number: length
 *   s  sync begun, e sync ended well  first number: a number that both share
 *   u  removed                        bytes: its name
 * File 0 is the directory itself.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FDS = 4096, FILES = 4096, UNWATCHED = 0 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int watched[FDS]; /* file number + 1 by descriptor */
static char *names[FILES];
static int files = 1;
static int trace = -1;
static int64_t syncs;

static void record(char operation, int file, int64_t first, const void *bytes, size_t length) {
    unsigned char head[25] = {(unsigned char)operation};
    int32_t number = file, size = (int32_t)length;
    memcpy(head + 1, &number, 4);
    memcpy(head + 5, &first, 8);
    memcpy(head + 21, &size, 4);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, length}};
    if (syscall(SYS_writev, trace, parts, length ? 2 : 1) != (long)(sizeof head + length)) abort();
}

/* The name within the directory; "" for the directory itself; NULL elsewhere. */
static const char *within(const char *path) {
    const char *directory = getenv("RECORD_DIRECTORY");
    size_t length = directory ? strlen(directory) : 0;
    if (!length || strncmp(path, directory, length)) return NULL;
    if (!path[length]) return "";
    return path[length] == '/' && !strchr(path + length + 1, '/') ? path + length + 1 : NULL;
}

static int opened(int directory, const char *path, int flags, mode_t mode) {
    const char *name = within(path);
    if (!name) return (int)syscall(SYS_openat, directory, path, flags, mode);
    pthread_mutex_lock(&lock);
    int created = access(path, F_OK) != 0;
    int fd = (int)syscall(SYS_openat, directory, path, flags, mode);
    int error = errno;
    if (trace < 0) trace = (int)syscall(SYS_openat, AT_FDCWD, getenv("RECORD_TRACE"), O_CREAT | O_WRONLY | O_APPEND, 0600);
    if (fd >= 0 && fd < FDS) {
        int file = 0;
        if (*name) {
            for (file = files - 1; file > 0 && (!names[file] || strcmp(names[file], name)); file--) {}
            if (file == 0) {
                if (files == FILES) abort();
                file = files++;
                names[file] = strdup(name);
                record('o', file, created, name, strlen(name));
            }
            if (flags & O_TRUNC) record('t', file, 0, NULL, 0);
        }
        watched[fd] = file + 1;
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return fd;
}

static mode_t mode_of(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; }

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return opened(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int openat(int directory, const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return opened(directory, path, flags, mode);
}

static int file_of(int fd) { return fd >= 0 && fd < FDS ? watched[fd] : UNWATCHED; }

static ssize_t written(int fd, const void *bytes, size_t count, off64_t offset) {
    pthread_mutex_lock(&lock);
    off64_t at = offset >= 0 ? offset : lseek64(fd, 0, SEEK_CUR);
    ssize_t done = offset >= 0 ? syscall(SYS_pwrite64, fd, bytes, count, offset) : syscall(SYS_write, fd, bytes, count);
    int error = errno;
    if (done > 0) record('w', watched[fd] - 1, at, bytes, (size_t)done);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    return file_of(fd) ? written(fd, bytes, count, -1) : syscall(SYS_write, fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    return file_of(fd) ? written(fd, bytes, count, offset) : syscall(SYS_pwrite64, fd, bytes, count, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return pwrite64(fd, bytes, count, offset); }

static int synced(int fd, long call) {
    int file = file_of(fd);
    if (!file) return (int)syscall(call, fd);
    pthread_mutex_lock(&lock);
    int64_t number = ++syncs;
    record('s', file - 1, number, NULL, 0);
    pthread_mutex_unlock(&lock);
    int result = (int)syscall(call, fd);
    int error = errno;
    if (result == 0) {
        pthread_mutex_lock(&lock);
        record('e', file - 1, number, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    errno = error;
    return result;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int ftruncate64(int fd, off64_t length) {
    int file = file_of(fd);
    if (!file) return (int)syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&lock);
    int result = (int)syscall(SYS_ftruncate, fd, length);
    int error = errno;
    if (result == 0) record('t', file - 1, length, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
    const char *name = within(path);
    if (!name || trace < 0) return (int)syscall(SYS_unlink, path);
    pthread_mutex_lock(&lock);
    int result = (int)syscall(SYS_unlink, path);
    int error = errno;
    if (result == 0) {
        record('u', -1, 0, name, strlen(name));
        for (int file = 1; file < files; file++) {
            if (names[file] && !strcmp(names[file], name)) names[file] = NULL;
        }
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

int close(int fd) {
    if (file_of(fd)) {
        pthread_mutex_lock(&lock);
        watched[fd] = UNWATCHED;
        pthread_mutex_unlock(&lock);
    }
    return (int)syscall(SYS_close, fd);
}
