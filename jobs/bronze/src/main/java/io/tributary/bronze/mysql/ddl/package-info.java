/**
 * Statements of MySQL 8.0, said so that Debezium's parser, which knows part of them, reads them.
 */
package io.tributary.bronze.mysql.ddl;
