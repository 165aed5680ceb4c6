package org.bitacora.app;

public final class Bitacora {
    private Bitacora() {}

    public static void main(String[] args) {
        System.out.println("Bitácora");
    }
}
