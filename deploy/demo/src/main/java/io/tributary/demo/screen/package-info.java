/** What the demo shows: progress bars, one table that stays up to date, and lines that remain. */
package io.tributary.demo.screen;
