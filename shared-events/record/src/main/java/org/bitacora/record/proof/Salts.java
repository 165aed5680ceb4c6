package org.bitacora.record.proof;

/** One salt each, so that an erasure can destroy the payload's alone and leave tags and metadata provable. */
public record Salts(Salt tags, Salt metadata, Salt payload) {

    public static Salts random() {
        return new Salts(Salt.random(), Salt.random(), Salt.random());
    }
}
