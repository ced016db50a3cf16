package dev.twinloop.worker.protocol;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.ProgramName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames as bytes: a tag (byte), then the fields in order, big-endian; texts as {@link
 * DataOutputStream#writeUTF} writes them. Nothing is allocated by a number that was read: lists
 * grow with the bytes that are there.
 */
final class FrameCodec {
  private static final int MAX_TEXT_CHARS = 8000;

  private FrameCodec() {}

  /** The bytes of a frame. */
  static byte[] encode(Frame frame) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    encode(frame, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /**
   * The frame that these bytes are.
   *
   * @throws FrameException if they are none, or more than one, or a value is out of range
   */
  static Frame decode(byte[] bytes) throws IOException {
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
    Frame frame;
    try {
      frame = decode(data);
    } catch (EOFException e) {
      throw new FrameException("frame: cut short after " + bytes.length + " bytes", e);
    } catch (UTFDataFormatException | IllegalArgumentException e) {
      throw new FrameException("frame: " + e.getMessage(), e);
    }
    if (data.available() > 0) {
      throw new FrameException(
          "frame: bytes=" + bytes.length + ", of which " + data.available() + " are left over");
    }
    return frame;
  }

  private static void encode(Frame frame, DataOutputStream data) throws IOException {
    switch (frame) {
      case Frame.Hello f -> {
        data.writeByte('H');
        data.writeInt(f.protocol());
        data.writeInt(f.preferredSlots());
        data.writeInt(f.devices().size());
        for (HardwareCaps caps : f.devices()) {
          encodeCaps(caps, data);
        }
      }
      case Frame.Prepare f -> {
        data.writeByte('P');
        data.writeInt(f.slot());
        text(data, f.traceId());
        text(data, f.program().className());
        data.writeInt(f.program().shape().size());
        for (String value : f.program().shape()) {
          text(data, value);
        }
        data.writeInt(f.capacity());
        text(data, f.file());
        data.writeLong(f.bytes());
      }
      case Frame.Prepared f -> {
        data.writeByte('p');
        data.writeInt(f.slot());
        data.writeLong(f.elapsedNs());
      }
      case Frame.Share f -> {
        data.writeByte('S');
        data.writeInt(f.region());
        text(data, f.file());
        data.writeLong(f.bytes());
      }
      case Frame.Run f -> {
        slotOnly(data, 'R', f.slot());
        text(data, f.traceId());
        data.writeBoolean(f.refresh());
        data.writeBoolean(f.timed());
        data.writeInt(f.windows().size());
        for (Frame.Window window : f.windows()) {
          text(data, window.buffer());
          data.writeInt(window.region());
          data.writeLong(window.offset());
          data.writeLong(window.bytes());
        }
      }
      case Frame.Done f -> {
        slotOnly(data, 'D', f.slot());
        data.writeLong(f.timings().copyInNs());
        data.writeLong(f.timings().kernelNs());
        data.writeLong(f.timings().copyOutNs());
        data.writeLong(f.timings().runNs());
      }
      case Frame.Failed f -> {
        slotOnly(data, 'F', f.slot());
        text(data, f.code().name());
        text(data, f.text());
      }
      case Frame.Release f -> slotOnly(data, 'X', f.slot());
    }
  }

  private static Frame decode(DataInputStream data) throws IOException {
    byte tag = data.readByte();
    return switch (tag) {
      case 'H' -> hello(data);
      case 'P' -> prepare(data);
      case 'p' -> new Frame.Prepared(data.readInt(), data.readLong());
      case 'S' -> new Frame.Share(data.readInt(), data.readUTF(), data.readLong());
      case 'R' -> run(data);
      case 'D' ->
          new Frame.Done(
              data.readInt(),
              Timings.ofRun(data.readLong(), data.readLong(), data.readLong(), data.readLong()));
      case 'F' ->
          new Frame.Failed(
              data.readInt(), constant(DeviceException.Code.class, data), data.readUTF());
      case 'X' -> new Frame.Release(data.readInt());
      default -> throw new FrameException("frame: tag=" + tag + ", accepted: HPpSRDFX?!");
    };
  }

  private static Frame hello(DataInputStream data) throws IOException {
    int protocol = data.readInt();
    int preferredSlots = data.readInt();
    int count = data.readInt();
    List<HardwareCaps> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      devices.add(
          new HardwareCaps(
              data.readUTF(),
              data.readUTF(),
              constant(EngineType.class, data),
              constant(Backend.class, data),
              data.readBoolean(),
              data.readLong(),
              data.readInt(),
              data.readUTF(),
              data.readUTF()));
    }
    return new Frame.Hello(protocol, preferredSlots, devices);
  }

  private static Frame prepare(DataInputStream data) throws IOException {
    int slot = data.readInt();
    String traceId = data.readUTF();
    String className = data.readUTF();
    int components = data.readInt();
    List<String> shape = new ArrayList<>();
    for (int i = 0; i < components; i++) {
      shape.add(data.readUTF());
    }
    ProgramName program = new ProgramName(className, shape);
    return new Frame.Prepare(
        slot, traceId, program, data.readInt(), data.readUTF(), data.readLong());
  }

  private static Frame run(DataInputStream data) throws IOException {
    int slot = data.readInt();
    String traceId = data.readUTF();
    boolean refresh = data.readBoolean();
    boolean timed = data.readBoolean();
    int count = data.readInt();
    List<Frame.Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(
          new Frame.Window(data.readUTF(), data.readInt(), data.readLong(), data.readLong()));
    }
    return new Frame.Run(slot, traceId, refresh, timed, windows);
  }

  private static void encodeCaps(HardwareCaps caps, DataOutputStream data) throws IOException {
    text(data, caps.deviceId());
    text(data, caps.deviceName());
    text(data, caps.engineType().name());
    text(data, caps.backend().name());
    data.writeBoolean(caps.hostCpu());
    data.writeLong(caps.memoryBytes());
    data.writeInt(caps.computeUnits());
    text(data, caps.driver());
    text(data, caps.pciBus());
  }

  private static void slotOnly(DataOutputStream data, char tag, int slot) throws IOException {
    data.writeByte(tag);
    data.writeInt(slot);
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    data.writeUTF(text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, DataInputStream data)
      throws IOException {
    String name = data.readUTF();
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new FrameException("frame: " + type.getSimpleName() + "=" + name, e);
    }
  }
}
