// SPDX-License-Identifier: Apache-2.0
import scala.concurrent.ExecutionContext.Implicits.global
import scala.concurrent.duration._
import scala.concurrent.{Await, Future}

sealed trait Expression
case class Number(n: Int) extends Expression
case class Add(a: Expression, b: Expression) extends Expression
case class Multiply(a: Expression, b: Expression) extends Expression

object Script {
  def value(e: Expression): Int = e match {
    case Number(n) => n
    case Add(a, b) => value(a) + value(b)
    case Multiply(a, b) => value(a) * value(b)
  }

  def main(args: Array[String]): Unit = {
    println(value(Add(Number(3), Multiply(Number(4), Number(5)))))
    lazy val fibonacci: Stream[BigInt] = BigInt(0) #:: BigInt(1) #:: fibonacci.zip(fibonacci.tail).map { case (a, b) => a + b }
    println(fibonacci.take(100).last)
    println("a b a c b a".split(" ").groupBy(identity).mapValues(_.length).toSeq.sorted.mkString(","))
    println((1 to 1000).par.map(x => x.toLong * x).sum)
    println(Await.result(Future.sequence((1 to 20).map(i => Future(i * i))), 30.seconds).sum)
    try List[Int]().head catch { case e: NoSuchElementException => println(e.getMessage) }
    println(f"${math.Pi}%.5f ${"abc".r.findFirstIn("xxabc")}")
  }
}
