/** Getting the servers' files: download, unpack, keep. */
package io.tributary.embedded.dist;
