-- From schema 1 to 2: tables alone, the views are made anew. Each statement may be run again: a process can be killed between two of them.
ALTER TABLE SWEEP4J.EPOCH ADD COLUMN IF NOT EXISTS TRUE_CLASS_OUTPUT SWEEP4J.FINITE;
ALTER TABLE SWEEP4J.EPOCH ADD COLUMN IF NOT EXISTS BEST_OTHER_OUTPUT SWEEP4J.FINITE;
