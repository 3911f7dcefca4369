/**
 * The lake's tables in SQL: silver tables as {@code silver.<database>.<table>}, results as {@code
 * consumer.<database>.<table>}, in streaming jobs and in queries alike.
 */
package io.tributary.hudi.catalog;
