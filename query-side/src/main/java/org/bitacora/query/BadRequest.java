package org.bitacora.query;

/** A parameter that cannot be read. */
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String field;

    /**
     * @param code for instance {@code value.unknown}; its text is in {@code views_*.properties}
     * @param field the parameter
     */
    public BadRequest(String code, String field) {
        super(code + " " + field, null, false, false);
        this.code = code;
        this.field = field;
    }

    public String code() {
        return code;
    }

    public String field() {
        return field;
    }
}
