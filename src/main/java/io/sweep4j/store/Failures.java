package io.sweep4j.store;

import java.io.IOException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Puts what H2 fails with into words for people: a full disk is no damage, and neither is another user's file. */
final class Failures {
    private Failures() {}

    /** @param shown the database as its user named it */
    static StoreException of(String shown, SQLException e) {
        MVStoreException storage = storage(e);
        if (storage != null && storage.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
            return new StoreException(
                    shown + ": can't write to the database (" + reason(storage) + "); what was recorded until then is"
                            + " safe: make room on its disk, then run again",
                    e);
        }
        if (e.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
                || e.getErrorCode() == ErrorCode.GENERAL_ERROR_1 && storage != null) {
            return new DamagedException(shown, e);
        }
        String what = e.getErrorCode() == ErrorCode.WRONG_USER_OR_PASSWORD
                ? "the file is an H2 database but not Sweep4j's; choose another --db"
                : SqlMessages.brief(e);
        return new StoreException(shown + ": " + what, e);
    }

    private static @Nullable MVStoreException storage(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MVStoreException storage) {
                return storage;
            }
        }
        return null;
    }

    private static String reason(MVStoreException e) {
        return e.getCause() instanceof IOException io && io.getMessage() != null ? io.getMessage() : "the disk refused";
    }
}
