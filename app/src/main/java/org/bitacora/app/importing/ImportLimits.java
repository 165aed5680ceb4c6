package org.bitacora.app.importing;

/**
 * What bounds the work and the memory of reading a file, whatever it holds. Three million lines keep about 150 MB of ids and
 * references; a compressed file stops where it would unpack to more than the bytes allowed.
 *
 * @param linesMax lines of a file, blank ones included
 * @param bytesMax bytes of a file, unpacked
 */
record ImportLimits(int linesMax, long bytesMax) {
    static final ImportLimits STANDARD = new ImportLimits(3_000_000, 2L << 30);

    /** Bytes of one line, its line break left out. */
    static final int LINE_BYTES_MAX = 256 * 1024;

    /** Deepest nesting of a line's JSON; the format itself needs three levels. */
    static final int JSON_DEPTH_MAX = 16;

    static final int ID_CHARACTERS_MAX = 128;
    static final int ATTENDEES_MAX = 1_000;
    static final int MOVES_MAX = 1_000;
    static final int TOPICS_OF_A_MEETING_MAX = 50;

    /** What all conclusions and summaries of one meeting may come to, in bytes, with its topics' titles over them. */
    static final int MINUTES_BYTES_MAX = 64 * 1024;

    /** Kept free, within the minutes, for each title and each text: a heading's mark, a label, the lines between. */
    static final int MINUTES_BYTES_AROUND_EACH = 32;
}
