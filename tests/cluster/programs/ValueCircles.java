// SPDX-License-Identifier: Apache-2.0
// Shows values that refer to each other in circles and in long chains: enum constants with lambdas
// that capture them, lambdas over lambdas.
import java.util.function.*;
public class ValueCircles {
  enum Op implements IntUnaryOperator {
    DOUBLE(2),
    TRIPLE(3);
    private final int by;
    private final IntUnaryOperator run;
    private final Supplier<String> text;
    Op(int by) {
      this.by = by;
      run = x -> x * this.by;
      text = () -> name() + by;
    }
    public int applyAsInt(int x) {
      return run.applyAsInt(x);
    }
  }
  static class Use implements Runnable {
    final Op op;
    final Function<Integer, Integer> chain;
    int result;
    String text;
    boolean same;
    int chained;
    Use(Op op, Function<Integer, Integer> chain) {
      this.op = op;
      this.chain = chain;
    }
    public void run() {
      result = op.applyAsInt(7);
      text = op.text.get() + op.ordinal();
      same = op == Op.valueOf(op.name());
      chained = chain.apply(1);
      switch (op) {
        case DOUBLE:
          text += "d";
          break;
        default:
          text += "t";
      }
    }
  }
  public static void main(String[] a) throws Exception {
    Function<Integer, Integer> f = x -> x + 1;
    for (int i = 0; i < 500; i++) {
      Function<Integer, Integer> g = f;
      f = x -> g.apply(x) + 1;
    }
    Function<Integer, Integer> wide = x -> x + 1;
    for (int i = 0; i < 12; i++) wide = wide.andThen(wide);
    for (Op op : Op.values())
      for (Function<Integer, Integer> g : java.util.List.of(f, wide)) {
        Use u = new Use(op, g);
        Thread t = new Thread(u);
        t.start();
        t.join();
        System.out.println(u.result + u.text + u.same + u.chained);
      }
  }
}
