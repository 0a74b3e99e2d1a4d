// SPDX-License-Identifier: Apache-2.0
// A Netty echo server with framing in one process with 12 clients, which check every byte of what comes back.

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

public class NettyLoad {
    static final int CLIENTS = 12, MESSAGES = 60;
    static final AtomicInteger right = new AtomicInteger(), wrong = new AtomicInteger();
    static final CountDownLatch finished = new CountDownLatch(CLIENTS);

    static class Echo extends SimpleChannelInboundHandler<ByteBuf> {
        @Override protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            context.writeAndFlush(message.retain());
        }
    }

    static class Client extends SimpleChannelInboundHandler<ByteBuf> {
        private final Random random;
        private byte[] sent;
        private int count;

        Client(int seed) { random = new Random(seed); }

        private void send(ChannelHandlerContext context) {
            sent = new byte[random.nextInt(20000)];
            random.nextBytes(sent);
            context.writeAndFlush(context.alloc().buffer(sent.length).writeBytes(sent));
        }

        @Override public void channelActive(ChannelHandlerContext context) { send(context); }

        @Override protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            byte[] received = new byte[message.readableBytes()];
            message.readBytes(received);
            (java.util.Arrays.equals(sent, received) ? right : wrong).incrementAndGet();
            if (++count < MESSAGES) {
                send(context);
            } else {
                context.close();
            }
        }

        @Override public void channelInactive(ChannelHandlerContext context) { finished.countDown(); }

        @Override public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            wrong.incrementAndGet();
            cause.printStackTrace();
            context.close();
        }
    }

    static ChannelInitializer<SocketChannel> framed(Supplier<SimpleChannelInboundHandler<ByteBuf>> handler) {
        return new ChannelInitializer<>() {
            @Override protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new LengthFieldBasedFrameDecoder(1 << 20, 0, 4, 0, 4), new LengthFieldPrepender(4),
                                           handler.get());
            }
        };
    }

    public static void main(String[] args) throws Exception {
        EventLoopGroup acceptor = new NioEventLoopGroup(1), workers = new NioEventLoopGroup(4);
        EventLoopGroup clients = new NioEventLoopGroup(3);
        Channel server = new ServerBootstrap().group(acceptor, workers).channel(NioServerSocketChannel.class)
                .childHandler(framed(Echo::new)).bind("localhost", 0).sync().channel();
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        for (int i = 0; i < CLIENTS; i++) {
            int seed = i;
            new Bootstrap().group(clients).channel(NioSocketChannel.class).handler(framed(() -> new Client(seed)))
                    .connect("localhost", port);
        }
        System.out.println("finished " + finished.await(120, TimeUnit.SECONDS) + " right " + right + " wrong " + wrong);
        server.close().sync();
        for (EventLoopGroup group : new EventLoopGroup[] {acceptor, workers, clients}) {
            System.out.println(group.shutdownGracefully(0, 2, TimeUnit.SECONDS).await(30, TimeUnit.SECONDS));
        }
    }
}
