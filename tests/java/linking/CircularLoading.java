// SPDX-License-Identifier: Apache-2.0
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

// Loaders that ask for a class while its super is being looked for, in every way in which that can go round; and names too long.
public class CircularLoading {
  public static class Base {}

  public static class Derived extends Base {}

  public interface Face {}

  public static class Faced implements Face {}

  // Turns round when it is asked for `at`: looks for `again`.
  static class Loader extends ClassLoader {
    final String at, again;
    final boolean throughForName;
    final List<String> asked = new ArrayList<>();

    Loader(String at, String again, boolean throughForName) {
      super(CircularLoading.class.getClassLoader());
      this.at = at;
      this.again = again;
      this.throughForName = throughForName;
    }

    Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream stream = getResourceAsStream(name + ".class")) {
        byte[] bytes = stream.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (java.io.IOException problem) {
        throw new ClassNotFoundException(name, problem);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("CircularLoading$")) return super.loadClass(name, resolve);
      asked.add(name.substring(name.indexOf('$') + 1));
      if (asked.size() > 20) throw new ClassNotFoundException("round and round");
      if (name.equals(at)) return throughForName ? Class.forName(again, false, this) : loadClass(again, resolve);
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  static void attempt(String at, String again, boolean throughForName) {
    Loader loader = new Loader("CircularLoading$" + at, "CircularLoading$" + again, throughForName);
    for (String name : new String[] {again, at}) {
      try {
        System.out.println(name + ": " + loader.loadClass("CircularLoading$" + name).getSuperclass());
      } catch (ClassNotFoundException | LinkageError problem) {
        System.out.println(name + ": " + problem + " after " + loader.asked);
      }
      loader.asked.clear();
    }
  }

  public static void main(String[] arguments) {
    for (boolean throughForName : new boolean[] {false, true}) {
      attempt("Base", "Derived", throughForName);
      attempt("Face", "Faced", throughForName);
      attempt("Base", "Faced", throughForName);
    }
    try {
      Class.forName("x".repeat(70_000), false, CircularLoading.class.getClassLoader());
    } catch (ClassNotFoundException problem) {
      System.out.println(problem.getMessage().length() + " " + problem.getMessage().substring(0, 60));
    }
  }
}
