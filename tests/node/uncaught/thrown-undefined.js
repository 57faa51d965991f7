// undefined thrown.
throw undefined;
