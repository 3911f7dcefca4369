/*
 * Stands in for libnuma.so.1 where a system has none. numa_available says -1: the machine has no NUMA. mysqld then
 * calls none of the others (innodb_numa_interleave is off, as it is by default).
 */
#include <stddef.h>

int numa_available(void) { return -1; }
long mbind(void) { return -1; }
long set_mempolicy(void) { return -1; }
void *numa_alloc_local(size_t size) { (void)size; return NULL; }
void numa_free(void *start, size_t size) { (void)start; (void)size; }
void *numa_get_mems_allowed(void) { return NULL; }
void numa_bitmask_free(void *mask) { (void)mask; }
