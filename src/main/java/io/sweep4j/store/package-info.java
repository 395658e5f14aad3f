/** The database: what was planned, observed and concluded, kept in H2. The only user of JDBC. */
@NullMarked
package io.sweep4j.store;

import org.jspecify.annotations.NullMarked;
