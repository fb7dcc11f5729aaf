package dev.plumbline.cli.local.cold;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process that the bench measures: loads the staged jars as the worker does, calls one function, prints what that answers. */
public final class ColdStart {
    /** What is called. */
    public enum Task {
        finding,
        nothing
    }

    private ColdStart() {}

    /** Takes the task, the class path of the app, the port of the embedded Azure and the event's file. */
    public static void main(String[] arguments) throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String jar : arguments[1].split(File.pathSeparator)) {
            jars.add(Path.of(jar).toUri().toURL());
        }
        URLClassLoader app = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(app);
        Method call = Class.forName("dev.plumbline.cli.local.cold.ColdInvocation", true, app)
                .getMethod(arguments[0], int.class, String.class);
        Object answer = call.invoke(null, Integer.parseInt(arguments[2]), arguments[3]);
        System.out.print(answer);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
