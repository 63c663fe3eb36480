/* A disk that fails once: the call of a chosen number on files below either of two folders ends in an error.

   Loaded by LD_PRELOAD before the C library, so that Python's calls and SQLite's are counted alike.
   Locks are no operations on the disk, and a refused one would have SQLite wait for a minute. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long counted;
static long wanted;
static int failure;
static char folder[4096], other_folder[4096];
static char struck[128];

static void disarm(void) { folder[0] = other_folder[0] = 0; }

/* From here on calls are counted from 1; the one of this number fails. Workers, being forked, are spared. */
void failing_arm(long number, int error, const char *below, const char *or_below)
{
    static int is_known;
    if (!is_known++)
        pthread_atfork(0, 0, disarm);
    counted = 0;
    wanted = number;
    failure = error;
    struck[0] = 0;
    snprintf(other_folder, sizeof other_folder, "%s", or_below);
    snprintf(folder, sizeof folder, "%s", below);
}

/* Ends the counting; the name of the call that failed, "" where there were fewer calls. */
const char *failing_disarm(void)
{
    disarm();
    return struck;
}

long failing_count(void) { return counted; }

static int is_in(const char *path, const char *one)
{
    size_t length = strlen(one);
    return length && !strncmp(path, one, length) && (!path[length] || path[length] == '/');
}

static int is_below(const char *path) { return is_in(path, folder) || is_in(path, other_folder); }

static int is_of(int descriptor, const char *path)
{
    char link[64], place[4096];
    ssize_t length;
    if (!folder[0])
        return 0;
    if (path && (path[0] == '/' || descriptor == AT_FDCWD))
        return is_below(path);
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, place, sizeof place - 1);
    if (length <= 0)
        return 0;
    place[length] = 0;
    return is_below(place);
}

static int fails(const char *call, int descriptor, const char *path)
{
    int before = errno, is_it = 0;
    if (is_of(descriptor, path)) {
        is_it = atomic_fetch_add(&counted, 1) + 1 == wanted;
        if (is_it)
            snprintf(struck, sizeof struck, "%s %s", call, path ? path + (strlen(path) > 80 ? strlen(path) - 80 : 0) : "");
    }
    errno = is_it ? failure : before;
    return is_it;
}

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

#define OF_PATH(result, bad, name, parameters, arguments, path) \
    result name parameters { return fails(#name, AT_FDCWD, path) ? bad : REAL(name) arguments; }
#define OF_PLACE(result, bad, name, parameters, arguments, descriptor, path) \
    result name parameters { return fails(#name, descriptor, path) ? bad : REAL(name) arguments; }
#define OF_FILE(result, bad, name, parameters, arguments, descriptor) \
    result name parameters { return fails(#name, descriptor, 0) ? bad : REAL(name) arguments; }

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return fails(#name, AT_FDCWD, path) ? -1 : REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int place, const char *path, int flags, ...) \
    { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return fails(#name, place, path) ? -1 : REAL(name)(place, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

OF_PATH(int, -1, rename, (const char *one, const char *other), (one, other), other)
OF_PLACE(int, -1, renameat, (int a, const char *one, int b, const char *other), (a, one, b, other), b, other)
OF_PLACE(int, -1, renameat2, (int a, const char *one, int b, const char *other, unsigned flags), (a, one, b, other, flags), b, other)
OF_PATH(int, -1, link, (const char *one, const char *other), (one, other), other)
OF_PATH(int, -1, symlink, (const char *one, const char *other), (one, other), other)
OF_PATH(int, -1, unlink, (const char *path), (path), path)
OF_PLACE(int, -1, unlinkat, (int place, const char *path, int flags), (place, path, flags), place, path)
OF_PATH(int, -1, mkdir, (const char *path, mode_t mode), (path, mode), path)
OF_PLACE(int, -1, mkdirat, (int place, const char *path, mode_t mode), (place, path, mode), place, path)
OF_PATH(int, -1, rmdir, (const char *path), (path), path)
OF_PATH(int, -1, chmod, (const char *path, mode_t mode), (path, mode), path)
OF_PLACE(int, -1, fchmodat, (int place, const char *path, mode_t mode, int flags), (place, path, mode, flags), place, path)
OF_FILE(int, -1, fchmod, (int file, mode_t mode), (file, mode), file)
OF_PLACE(int, -1, utimensat, (int place, const char *path, const struct timespec *times, int flags), (place, path, times, flags), place, path)
OF_PATH(int, -1, utimes, (const char *path, const struct timeval *times), (path, times), path)
OF_FILE(int, -1, futimens, (int file, const struct timespec *times), (file, times), file)
OF_PATH(int, -1, access, (const char *path, int mode), (path, mode), path)
OF_PATH(int, -1, stat, (const char *path, struct stat *to), (path, to), path)
OF_PATH(int, -1, stat64, (const char *path, struct stat64 *to), (path, to), path)
OF_PATH(int, -1, lstat, (const char *path, struct stat *to), (path, to), path)
OF_PATH(int, -1, lstat64, (const char *path, struct stat64 *to), (path, to), path)
OF_FILE(int, -1, fstat, (int file, struct stat *to), (file, to), file)
OF_FILE(int, -1, fstat64, (int file, struct stat64 *to), (file, to), file)
OF_PLACE(int, -1, fstatat, (int place, const char *path, struct stat *to, int flags), (place, path, to, flags), place, path)
OF_PLACE(int, -1, fstatat64, (int place, const char *path, struct stat64 *to, int flags), (place, path, to, flags), place, path)
OF_FILE(ssize_t, -1, read, (int file, void *to, size_t most), (file, to, most), file)
OF_FILE(ssize_t, -1, pread, (int file, void *to, size_t most, off_t at), (file, to, most, at), file)
OF_FILE(ssize_t, -1, pread64, (int file, void *to, size_t most, off64_t at), (file, to, most, at), file)
OF_FILE(ssize_t, -1, write, (int file, const void *from, size_t most), (file, from, most), file)
OF_FILE(ssize_t, -1, pwrite, (int file, const void *from, size_t most, off_t at), (file, from, most, at), file)
OF_FILE(ssize_t, -1, pwrite64, (int file, const void *from, size_t most, off64_t at), (file, from, most, at), file)
OF_FILE(ssize_t, -1, sendfile, (int to, int from, off_t *at, size_t most), (to, from, at, most), to)
OF_FILE(ssize_t, -1, sendfile64, (int to, int from, off64_t *at, size_t most), (to, from, at, most), to)
OF_FILE(int, -1, ftruncate, (int file, off_t size), (file, size), file)
OF_FILE(int, -1, ftruncate64, (int file, off64_t size), (file, size), file)
OF_FILE(int, -1, fsync, (int file), (file), file)
OF_FILE(int, -1, fdatasync, (int file), (file), file)
OF_PATH(DIR *, NULL, opendir, (const char *path), (path), path)
OF_FILE(DIR *, NULL, fdopendir, (int file), (file), file)
OF_FILE(struct dirent *, NULL, readdir, (DIR *listing), (listing), dirfd(listing))
OF_FILE(struct dirent64 *, NULL, readdir64, (DIR *listing), (listing), dirfd(listing))
OF_PLACE(int, -1, statx, (int place, const char *path, int flags, unsigned mask, struct statx *to), (place, path, flags, mask, to), place, path)
