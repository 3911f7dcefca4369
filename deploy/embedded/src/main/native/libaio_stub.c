/*
 * Stands in for libaio.so.1 where a system has none. mysqld is linked with it, but does without:
 * we start it with innodb_use_native_aio=0, and then it calls none of these. If it did, it would be told
 * that the kernel has no asynchronous I/O.
 */
#include <errno.h>

int io_setup(void) { return -ENOSYS; }
int io_submit(void) { return -ENOSYS; }
int io_getevents(void) { return -ENOSYS; }
