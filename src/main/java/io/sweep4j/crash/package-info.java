/** What a crash of Java itself leaves behind: the report that HotSpot writes, and which trial it names. */
@NullMarked
package io.sweep4j.crash;

import org.jspecify.annotations.NullMarked;
