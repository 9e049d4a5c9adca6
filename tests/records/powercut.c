/* Writes down what a program does to the files of one folder, in order, for power cuts to be replayed from.
 *
 * Preloaded, it passes every call on and appends a record to $POWERCUT_LOG for those under $POWERCUT_ROOT:
 *   kind (1 byte), path length (4), offset (8), data length (8), path, data; little-endian, as the machine has it.
 *   W write, S sync, T truncate to offset, R rename (data: the new path), U unlink, C create.
 * Nothing is written down of reads, nor of the -shm file, which SQLite makes anew.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int log_fd = -1;
static const char *root;
static size_t root_length;

__attribute__((constructor)) static void begin(void)
{
    const char *log = getenv("POWERCUT_LOG");
    root = getenv("POWERCUT_ROOT");
    if (log && root) {
        root_length = strlen(root);
        log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
}

static int ours(const char *path)
{
    size_t length = strlen(path);
    return log_fd >= 0 && strncmp(path, root, root_length) == 0 && path[root_length] == '/' &&
           !(length > 4 && strcmp(path + length - 4, "-shm") == 0);
}

static int path_of(int fd, char *path)
{
    char link[64];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return ours(path) || strcmp(path, root) == 0;
}

static void tell(char kind, const char *path, uint64_t offset, const void *data, uint64_t size)
{
    char head[21];
    uint32_t length = strlen(path);
    struct iovec parts[3] = {{head, sizeof head}, {(void *)path, length}, {(void *)data, size}};
    head[0] = kind;
    memcpy(head + 1, &length, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &size, 8);
    if (log_fd >= 0)
        syscall(SYS_writev, log_fd, parts, 3);
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static ssize_t wrote(int fd, const void *data, ssize_t done, off64_t offset)
{
    char path[PATH_MAX];
    if (done > 0 && fd != log_fd && path_of(fd, path))
        tell('W', path, offset, data, done);
    return done;
}

ssize_t write(int fd, const void *data, size_t size)
{
    REAL(write);
    char path[PATH_MAX];
    off64_t at = 0;
    ssize_t done;
    int inside = log_fd >= 0 && fd != log_fd && path_of(fd, path);
    if (inside)
        at = (syscall(SYS_fcntl, fd, F_GETFL) & O_APPEND) ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR);
    done = real(fd, data, size);
    return inside ? wrote(fd, data, done, at) : done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
    REAL(pwrite);
    return wrote(fd, data, real(fd, data, size, offset), offset);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset)
{
    REAL(pwrite64);
    return wrote(fd, data, real(fd, data, size, offset), offset);
}

static int synced(int fd, int done)
{
    char path[PATH_MAX];
    if (done == 0 && path_of(fd, path))
        tell('S', path, 0, "", 0);
    return done;
}

int fsync(int fd)
{
    REAL(fsync);
    return synced(fd, real(fd));
}

int fdatasync(int fd)
{
    REAL(fdatasync);
    return synced(fd, real(fd));
}

static int cut(int fd, off64_t size, int done)
{
    char path[PATH_MAX];
    if (done == 0 && path_of(fd, path))
        tell('T', path, size, "", 0);
    return done;
}

int ftruncate(int fd, off_t size)
{
    REAL(ftruncate);
    return cut(fd, size, real(fd, size));
}

int ftruncate64(int fd, off64_t size)
{
    REAL(ftruncate64);
    return cut(fd, size, real(fd, size));
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    int done = real(from, to);
    if (done == 0 && ours(from))
        tell('R', from, 0, to, strlen(to));
    return done;
}

int unlink(const char *path)
{
    REAL(unlink);
    int done = real(path);
    if (done == 0 && ours(path))
        tell('U', path, 0, "", 0);
    return done;
}

static int opened(int fd, const char *path, int flags, int was_there)
{
    if (fd >= 0 && ours(path)) {
        if ((flags & O_CREAT) && !was_there)
            tell('C', path, 0, "", 0);
        if (flags & O_TRUNC)
            tell('T', path, 0, "", 0);
    }
    return fd;
}

#define OPENS(name)                                                          \
    int name(const char *path, int flags, ...)                              \
    {                                                                        \
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #name);       \
        int was_there = ours(path) && access(path, F_OK) == 0;               \
        va_list more;                                                        \
        mode_t mode;                                                         \
        va_start(more, flags);                                               \
        mode = va_arg(more, int);                                            \
        va_end(more);                                                        \
        return opened(real(path, flags, mode), path, flags, was_there);      \
    }

OPENS(open)
OPENS(open64)

#define OPENS_AT(name)                                                       \
    int name(int folder, const char *path, int flags, ...)                  \
    {                                                                        \
        int (*real)(int, const char *, int, ...) = dlsym(RTLD_NEXT, #name);  \
        int was_there = ours(path) && access(path, F_OK) == 0;               \
        va_list more;                                                        \
        mode_t mode;                                                         \
        va_start(more, flags);                                               \
        mode = va_arg(more, int);                                            \
        va_end(more);                                                        \
        return opened(real(folder, path, flags, mode), path, flags, was_there); \
    }

OPENS_AT(openat)
OPENS_AT(openat64)
