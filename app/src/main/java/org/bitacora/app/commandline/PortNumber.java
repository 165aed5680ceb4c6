package org.bitacora.app.commandline;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port as somebody typed it: 0 for any that is free, up to 65535. */
final class PortNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String typed) {
        if (!typed.matches("[0-9]{1,5}") || Integer.parseInt(typed) > 65_535) {
            throw new TypeConversionException("'" + typed + "' no es un puerto / is no port (0-65535)");
        }
        return Integer.valueOf(typed);
    }
}
